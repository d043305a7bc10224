# C types for differences.py where it is compiled; see hatch_build.py
cimport cython

from .. cimport capi as native

cdef tuple _FIELDS

@cython.locals(made=list, start=Py_ssize_t, end=Py_ssize_t, values=tuple)
cpdef list edits_between(str one, str other, block, skip=*)

@cython.locals(found=list, start=Py_ssize_t, at=Py_ssize_t)
cpdef list stretches(str one, str other, skip=*)
