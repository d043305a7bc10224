# C types for characters.py where it is compiled; see hatch_build.py
cimport cython

cdef Py_ssize_t _FILTER
cdef Py_UCS4 _LAST

cdef class Tally:
    cdef public long long[::1] counts
    cdef public Py_ssize_t in_title, first, last
    cdef const unsigned char[::1] _kinds
    cdef unsigned char[::1] _filter
    cdef str _title
    @cython.locals(kind=Py_ssize_t, first=Py_ssize_t, at=Py_ssize_t, char=Py_UCS4, shown=Py_UCS4, code=Py_ssize_t, in_title=Py_ssize_t,
        counts="long long[::1]", kinds="const unsigned char[::1]", known="unsigned char[::1]")
    cpdef void count(self, str text) noexcept

@cython.locals(count=Py_ssize_t, run=Py_ssize_t, char=Py_UCS4)
cpdef Py_ssize_t count_han(str text)

@cython.locals(pairs=set, follows=bint, is_han=bint, at=Py_ssize_t, char=Py_UCS4)
cpdef set han_pairs(str text)

@cython.locals(words=list, start=Py_ssize_t, at=Py_ssize_t, char=Py_UCS4)
cpdef list other_words(str text)

cdef bint _is_han(Py_UCS4 char)
