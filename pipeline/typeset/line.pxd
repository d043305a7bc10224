# C types for line.py where it is compiled; see hatch_build.py
cimport cython

from .. cimport capi as native
from ..body cimport Element, leaf_text

cdef tuple _FIELDS

cdef class Line:
    cdef public Element leaf, following
    cdef public Py_ssize_t block, place
    cdef public str text
    cdef public bint is_indented
    cdef public list edits
    @cython.locals(text=str, at=Py_ssize_t, parts=list, edits=list, low=Py_ssize_t, high=Py_ssize_t, before=str, after=str)
    cpdef change(self, str rule, changes)
    cdef _edit(self, str rule, Py_ssize_t start, str before, str after)
