# C types for reader.py where it is compiled; see hatch_build.py
from .elements cimport Element, Place, Places

cdef class Draft:
    cdef public Place place
    cdef public str first, text, kind
    cdef public list pieces, marks
    cdef public Py_ssize_t length, link_chars
    cdef public bint ends_in_space
    cdef public tuple within, around

cdef class Reader:
    cdef public object head
    cdef public list drafts
    cdef Py_ssize_t _max_blocks, _ids, _links, _link_from
    cdef Places _places
    cdef Place _place
    cdef list _outer, _ends, _around, _within, _open
    cdef Draft _draft
    cdef str _enter(self, str tag, str text, object rest)
    cdef void _leave(self)
    cdef str _skip(self, Element element, str text, object rest)
    cdef void _begin_block(self)
    cdef void _end_block(self)
    cdef void _end_structure(self)
    cdef int _begin_mark(self, str name, str attrs)
    cdef void _end_mark(self)
    cdef void _unlink(self)
    cdef void _void(self, Element element)
    cdef void _write(self, str text)
    cdef void _write_pre(self, str text)
    cdef Draft _begin(self, str inner, str text)
    cdef void _flush(self)
    cdef void _keep(self, Draft draft)

cdef tuple _cut(str token)
