# C types for punctuation.py where it is compiled; see hatch_build.py
cimport cython

@cython.locals(full=Py_ssize_t, most=Py_ssize_t, char=Py_UCS4)
cpdef tuple _count(str page)

cdef bint _is_han(str char) except -1
