# C types for lists.py where it is compiled; see hatch_build.py
cimport cython

cdef Py_ssize_t _MANY_BLOCKS
cdef frozenset _LISTS

@cython.locals(items=dict, sizes=dict, most=dict, within=tuple, size=Py_ssize_t)
cdef set _layout(blocks)
