# C types for draft.py where it is compiled; see hatch_build.py
from .elements cimport Place

cdef class Draft:
    cdef public Place place
    cdef public str first, text, kind
    cdef public list pieces, marks
    cdef public Py_ssize_t length, link_chars
    cdef public bint ends_in_space
    cdef public tuple within, around
