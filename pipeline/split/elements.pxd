# C types for elements.py where it is compiled; see hatch_build.py
cimport cython

from .serialised cimport find_sign
from .tags cimport Tag, known_tag, make_tag, read_tag

cdef dict _ROLES, _KINDS
cdef Py_ssize_t _MAX_CUES
cdef frozenset _LISTS, STRUCTURE
cdef Role _PLAIN, _BLOCK, _LINE

cdef class Role:
    cdef public bint is_structure, is_block, is_skipped, is_raw, is_void, is_passed
    cdef public bint is_line, is_root, in_path, is_list, is_table, is_template, is_unescaped, is_image, is_noted
    cdef public str mark, kind
    cdef public Py_ssize_t level
    cdef public Role flat

@cython.final
@cython.freelist(256)
@cython.no_gc
cdef class Element:
    cdef public str name, attrs
    cdef public Role role
    cdef public Place place
    cdef public tuple kept

@cython.locals(made=Element)
cdef Element make_element(str name, str attrs, Role role, Place place, tuple kept)

@cython.final
@cython.freelist(64)
@cython.no_gc
cdef class Opened:
    cdef public Place outer
    cdef public int does
    cdef public Py_ssize_t size

@cython.final
@cython.freelist(256)
@cython.no_gc
cdef class Place:
    cdef public str path, cues, kind
    cdef public Py_ssize_t depth, level, lists
    cdef public bint hidden, has_table, is_pre, is_lined
    cdef public dict inner, places
    @cython.locals(made=Place)
    cpdef Place copied(self, str path, Py_ssize_t depth)

cdef class Places:
    cdef public Py_ssize_t max_depth
    cdef public bint limited, has_tables, has_unescaped
    @cython.locals(role=Role)
    cpdef Role role(self, Place outer, str name)
    @cython.locals(end=Py_ssize_t, known=Tag, told=Tag, role=Role, element=Element)
    cpdef Element learn(self, Place outer, str tag)
    @cython.locals(name=str, own=str, style=int, kept=tuple, place=Place, bare=Element)
    cdef Element _learn_attrs(self, Place outer, Tag told, Role role)
    @cython.locals(path=str, lists=Py_ssize_t, depth=Py_ssize_t, made=Place)
    cdef Place _inside(self, Place outer, str name, Role role)

cdef str _joined(str cues, str own)
