# C types for reader.py where it is compiled; see hatch_build.py
cimport cython

from .draft cimport Draft
from .elements cimport Element, Place, Places, Role
from .inline cimport make_container
from .serialised cimport comment_end, is_space, raw_end

cdef int _NOTHING, _END_BLOCK, _END_STRUCTURE, _END_MARK
cdef Py_ssize_t _LINKED_ARTICLE, _MAX_OPEN
cdef frozenset _OF_HEAD, _BREAKS_INSIDE

cdef class Reader:
    cdef public object head
    cdef public list drafts
    cdef Py_ssize_t _max_blocks, _ids, _links, _link_from
    cdef Places _places
    cdef Place _place
    cdef list _outer, _ends, _around, _within, _open
    cdef tuple _same_within
    cdef Draft _draft
    @cython.locals(size=Py_ssize_t, at=Py_ssize_t, end=Py_ssize_t, sign=cython.Py_UCS4)
    cpdef read(self, str html)
    @cython.locals(does=int, end=Py_ssize_t, outer=Place, element=Element, tag=str)
    cdef Py_ssize_t _enter(self, str html, Py_ssize_t start)
    cdef void _leave(self)
    cdef Py_ssize_t _pass(self, str html, Element element, Py_ssize_t end)
    @cython.locals(depth=Py_ssize_t, at=Py_ssize_t, role=Role)
    cdef Py_ssize_t _skip(self, str html, Element element, Py_ssize_t end)
    cdef void _begin_block(self)
    cdef void _end_block(self)
    cdef void _end_structure(self)
    cdef int _begin_mark(self, str name, str attrs)
    cdef void _end_mark(self)
    cdef void _unlink(self)
    cdef void _void(self, Element element)
    @cython.locals(at=Py_ssize_t, size=Py_ssize_t, begin=Py_ssize_t, text=str)
    cdef Py_ssize_t _read_text(self, str html, Py_ssize_t start)
    @cython.locals(draft=Draft)
    cdef void _flush(self)
    cdef void _keep(self, Draft draft)
