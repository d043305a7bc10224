# C types for beside.py where it is compiled; see hatch_build.py
cimport cpython as native
cimport cython

cdef Py_ssize_t _PAST_SPELLING, MOST_LETTERS, MOST_INSIDE, MOST_BEHIND, _WIDE_FIRST, _WIDE_LAST

@cython.locals(one=Py_UCS4, two=Py_UCS4, three=Py_UCS4)
cpdef bint is_in_wide(str text, Py_ssize_t at, const unsigned char* kinds)

@cython.locals(sign=Py_UCS4, one=Py_UCS4, two=Py_UCS4, three=Py_UCS4, end=Py_ssize_t)
cpdef int escape_at(str text, Py_ssize_t at)

@cython.locals(before=Py_UCS4, is_first=bint)
cpdef int stop_at(str text, Py_ssize_t at)

@cython.locals(kind=int, before=Py_UCS4)
cpdef int tear_at(str text, Py_ssize_t at, const unsigned char* spelling)

@cython.locals(one=Py_UCS4, start=Py_ssize_t)
cdef bint _is_torn(str text, Py_ssize_t at, const unsigned char* spelling)

cdef bint _is_eaten(Py_UCS4 mark, Py_UCS4 after)

@cython.locals(end=Py_ssize_t, start=Py_ssize_t, inner=Py_ssize_t)
cdef bint _is_torn_behind(str text, Py_ssize_t at, const unsigned char* spelling)

@cython.locals(start=Py_ssize_t)
cdef Py_ssize_t _letters_before(str text, Py_ssize_t end, const unsigned char* spelling)

cdef bint _spells(Py_UCS4 code, const unsigned char* spelling)

@cython.locals(opening=Py_UCS4)
cdef bint _is_opened(str text, Py_ssize_t start, Py_ssize_t end)
