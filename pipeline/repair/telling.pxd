# C types for telling.py where it is compiled; see hatch_build.py
cimport cython

cdef Py_ssize_t _FIRST_PLANE

@cython.locals(table="const unsigned char[::1]", found=int, kind=int, rare=int, beside=int, strange=int, gap=Py_ssize_t, at=Py_ssize_t, last=Py_ssize_t, char=Py_UCS4, code=Py_UCS4)
cpdef int kinds_in(str core)
