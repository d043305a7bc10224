# C types for positions.py where it is compiled; see hatch_build.py
cimport cpython as native
cimport cython

from .serialised cimport find_sign

cdef Py_ssize_t _WINDOW, _PIECE, _TRIES
cdef str _SCRIPT, _STYLE

@cython.locals(seeker=Seeker, piece=str)
cpdef list locate(str source, object pieces, list stretches=*)

@cython.locals(line=Py_ssize_t, at=Py_ssize_t, lines=list, start=Py_ssize_t)
cpdef list lines_of(str source, object starts)

@cython.locals(found=list, size=Py_ssize_t, at=Py_ssize_t, end=Py_ssize_t, sign=Py_UCS4, name=str)
cpdef list unseen(str source)

@cython.locals(found=list, number=Py_ssize_t, begin=Py_ssize_t, close=Py_ssize_t)
cpdef list scripts_with(str source, list stretches, str word)

@cython.locals(second=Py_UCS4, name=str, end=Py_ssize_t, after=Py_UCS4)
cdef str _raw_name(str source, Py_ssize_t start)

@cython.locals(size=Py_ssize_t, end=Py_ssize_t)
cdef Py_ssize_t _raw_end(str source, Py_ssize_t at, str name) except -1

cdef class Seeker:
    cdef str _source
    cdef long long[::1] _begins, _ends
    cdef Py_ssize_t _at, _next
    @cython.locals(
        offset=Py_ssize_t, end=Py_ssize_t, char=Py_UCS4, word=str, at=Py_ssize_t, stretch=Py_ssize_t,
        left=Py_ssize_t, tries=Py_ssize_t, begin=Py_ssize_t, hit=Py_ssize_t,
    )
    cpdef Py_ssize_t find(self, str piece) except -2
    @cython.locals(char=Py_UCS4)
    cdef bint _is_in_tag(self, Py_ssize_t at, Py_ssize_t stretch) except -1
    @cython.locals(at=Py_ssize_t, behind=Py_ssize_t, char=Py_UCS4, begins_unseen=bint)
    cdef Py_ssize_t _found(self, Py_ssize_t hit, Py_ssize_t stretch, str piece, Py_ssize_t offset) except -2

cdef bint _is_of_word(Py_UCS4 char)
