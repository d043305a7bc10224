# C types for depth.py where it is compiled; see hatch_build.py
cimport cpython as native
cimport cython

from .serialised cimport find_sign

cdef frozenset _NEVER_DEEP

cpdef bint counts(str name)

@cython.locals(found=Py_ssize_t, at=Py_ssize_t)
cpdef bint has_many_tags(str html, Py_ssize_t many)

@cython.locals(size=Py_ssize_t, opened=Py_ssize_t, at=Py_ssize_t, closes=bint, start=Py_ssize_t, end=Py_ssize_t)
cpdef bint reaches(str html, Py_ssize_t depth)
