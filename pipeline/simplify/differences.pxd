# C types for differences.py where it is compiled; see hatch_build.py
cimport cython

@cython.locals(found=list, start=Py_ssize_t, at=Py_ssize_t)
cpdef list stretches(str one, str other, skip=*)
