# C types for line.py where it is compiled; see hatch_build.py
cimport cython

from ..body cimport Element, leaf_text

cdef class Line:
    cdef public Element leaf, following
    cdef public Py_ssize_t block, place
    cdef public str text
    cdef public list edits
    @cython.locals(text=str)
    cpdef change(self, str rule, changes, str certainty=*)
