# C types for strings.py where it is compiled; see hatch_build.py
cimport cython

@cython.locals(parts=list, at=Py_ssize_t, start=Py_ssize_t)
cpdef str new_string(str text, edits)
