# C types for fold.py where it is compiled; see hatch_build.py
cimport cython

cdef int _IN_CONTEXT, _IS_LONGER, _IN_PAIR, _SPACE, _LINE_END
cdef Py_UCS4 _BEYOND

cdef class Folder:
    cdef unsigned short[::1] _forms
    cdef dict _longer, _pairs
    cdef object _room
    cdef unsigned short[::1] _written
    cdef Py_ssize_t _at
    @cython.locals(at=Py_ssize_t, ends_in_space=bint, char=Py_UCS4, one=Py_UCS4, form=int)
    cpdef bint write(self, str line) except -1
    cdef void _end_line(self, Py_ssize_t at) except *

@cython.locals(count=Py_ssize_t, line=str)
cpdef Py_ssize_t characters(lines) except -1

@cython.locals(table="unsigned short[::1]", row=str, form=str, code=int, end=Py_ssize_t, is_longer=bint, char=Py_UCS4)
cdef void _note(object forms, dict longer, list rows) except *
