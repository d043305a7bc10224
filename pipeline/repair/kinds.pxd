# C types for kinds.py where it is compiled; see hatch_build.py
cimport cython

cdef Py_ssize_t _FIRST_PLANE

@cython.locals(kinds="unsigned char[::1]", at=Py_ssize_t, end=Py_ssize_t, code=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t)
cdef void _mark(bytearray table, int kind, str inside) except *
