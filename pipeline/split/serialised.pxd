# C types for serialised.py where it is compiled; see hatch_build.py
cimport cython

cpdef str unescape(str text)

cpdef bint is_space(Py_UCS4 char)

@cython.locals(end=Py_ssize_t)
cpdef Py_ssize_t comment_end(str html, Py_ssize_t at)

@cython.locals(at=Py_ssize_t)
cpdef Py_ssize_t raw_end(str html, str name, Py_ssize_t end)
