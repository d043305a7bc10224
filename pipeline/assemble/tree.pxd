# C types for tree.py where it is compiled; see hatch_build.py
cimport cython

from ..body cimport Element, make_element

cdef Py_ssize_t MAX_NESTING, MAX_MARKS
cdef str _UNSAFE_FIRST
cdef tuple _UNSAFE_SCHEMES
cdef frozenset _HOLDS_TEXT, _LINKS
cdef dict _KEPT_ATTRS, _LEAF_BY_KIND

cdef class Builder:
    cdef public Element body
    cdef str _base
    cdef dict _empty_before
    cdef list _open
    cdef dict _links
    @cython.locals(parent=Element, leaf=Element)
    cpdef add(self, block, bint alone)
    @cython.locals(opened=list, empty=dict, depth=Py_ssize_t, shared=Py_ssize_t, most=Py_ssize_t, at=Py_ssize_t, parent=Element, name=str)
    cdef Element _enter(self, tuple within)
    @cython.locals(made=Element)
    cdef Element _tag(self, str name, Element parent, attrs)
    @cython.locals(known=str)
    cdef str _link(self, str address)
    @cython.locals(text=str, at=Py_ssize_t, inside=Element, stack=list, top=Element, element=Element, marks=tuple, start=Py_ssize_t, end=Py_ssize_t)
    cdef _fill(self, Element leaf, block)
    cdef bint _means_something(self, mark, list stack) except -1
    @cython.locals(end=Py_ssize_t, element=Element)
    cdef Py_ssize_t _close(self, list stack, Element leaf, str text, Py_ssize_t at) except -1

cdef str _href(attrs)
@cython.locals(tags=set, within=tuple, last=tuple)
cdef set _tags_around(list blocks)
@cython.locals(seen=set, held=dict, within=tuple, place=Py_ssize_t)
cdef dict _held(list blocks)
cdef _add_text(Element parent, str text, str leaf)
cdef str _absolute(str address, str base)
cdef str _leaf_name(block, Element parent)
