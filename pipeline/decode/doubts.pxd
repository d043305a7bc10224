# C types for doubts.py where it is compiled; see hatch_build.py
cimport cython
from pipeline cimport capi as native

cdef int _GAP, _FIRST_PLANE, _RARE, _BAD

cdef class Doubts:
    cdef str _text
    cdef bytes _classes
    cdef int _asked
    cdef readonly Py_ssize_t start, end
    cdef readonly bint is_bad_byte
    @cython.locals(size=Py_ssize_t, code=int, end=Py_ssize_t)
    cpdef bint find(self, Py_ssize_t at) except -1
    @cython.locals(end=Py_ssize_t, other=Py_ssize_t, char=cython.Py_UCS4)
    cdef Py_ssize_t _run_end(self, Py_ssize_t at) except -1
