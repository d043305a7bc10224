# C types for depth.py where it is compiled; see hatch_build.py
cimport cython

cpdef bint counts(str name)

@cython.locals(size=Py_ssize_t, opened=Py_ssize_t, at=Py_ssize_t, closes=bint, start=Py_ssize_t, end=Py_ssize_t)
cpdef bint reaches(str html, Py_ssize_t depth)
