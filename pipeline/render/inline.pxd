# C types for inline.py where it is compiled; see hatch_build.py
cimport cython

from ..body cimport Element
from .address cimport destination, is_refused

cdef dict _STARS
cdef frozenset _TAGS

cdef class _Inline:
    cdef list parts, pairs, open
    cdef bint in_link
    cdef str hard_break
    @cython.locals(element=Element)
    cdef walk(self, Element node)
    cdef _element(self, Element node, str name)
    @cython.locals(name=str, first=Py_ssize_t)
    cdef _emphasis(self, Element node)
    @cython.locals(address=str, at=Py_ssize_t, last=str)
    cdef _link(self, Element node)
    @cython.locals(pairs=list, waiting=set, stars=str)
    cdef str text(self)
    @cython.locals(merged=list)
    cdef list _merged(self)
    cdef bint _opens(self, Py_ssize_t at, set waiting) except -1
    cdef bint _closes(self, Py_ssize_t at, set waiting) except -1
    @cython.locals(part=str)
    cdef str _beside(self, Py_ssize_t at, Py_ssize_t step, set waiting)

@cython.locals(address=str, shown=str)
cdef str _lone_link(Element node, str text)
@cython.locals(text=str, made=_Inline, lines=list)
cpdef str inline(Element node, str hard_break=*)
@cython.locals(only=Element)
cdef str _one_piece(Element node)
@cython.locals(text=str, made=_Inline)
cpdef str cell(Element node)
cpdef str escape(str text, bint in_link=*)
@cython.locals(char=Py_UCS4, found=bint)
cdef bint _has_special(str text)
cdef str _line_start(str line)
@cython.locals(address=str)
cpdef str image(Element node)
