# C types for draft.py where it is compiled; see hatch_build.py
cimport cython
from .elements cimport Place
from .inline cimport marks_of

cdef class Draft:
    cdef public Place place
    cdef public str first, text, kind
    cdef public list pieces, marks
    cdef public Py_ssize_t length, link_chars
    cdef public bint ends_in_space
    cdef public tuple within, around
    @cython.locals(place=Place, size=Py_ssize_t)
    cpdef block(self, Py_ssize_t index, Py_ssize_t line, Py_ssize_t start, str folded)
