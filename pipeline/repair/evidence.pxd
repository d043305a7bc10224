# C types for evidence.py where it is compiled; see hatch_build.py
cimport cython

@cython.locals(kinds="const unsigned char[::1]", traditional=Py_ssize_t, simplified=Py_ssize_t, char=Py_UCS4, code=Py_UCS4, kind=Py_ssize_t)
cdef tuple _scripts(str text)
