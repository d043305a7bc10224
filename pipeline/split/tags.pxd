# C types for tags.py where it is compiled; see hatch_build.py
cimport cython

from .serialised cimport Attributes, find_sign, unescape
from .styles cimport style_of

cdef dict _ASKED, _known
cdef str _CLASS_ALONE
cdef int _OF_CUES, _OF_CONTAINER
cdef Py_ssize_t _MOST, _LONGEST

@cython.final
@cython.no_gc
cdef class Tag:
    cdef public str name, attrs, own
    cdef public int style
    cdef public tuple kept

cpdef Tag known_tag(str tag)

@cython.locals(made=Tag)
cpdef Tag make_tag(str name, str attrs)

cpdef read_tag(str tag, Tag made, bint is_structure)

@cython.locals(own=str, kept=tuple, is_first=bint, given=Attributes, asked=int, text=str)
cpdef tuple read_attrs(str attrs, bint is_structure)
