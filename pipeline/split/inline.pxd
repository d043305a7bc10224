# C types for inline.py where it is compiled; see hatch_build.py
cimport cython

from .. cimport capi as native
from .serialised cimport Attributes, find_sign, unescape

cdef dict _OF_MARKS
cdef object _TAG, _START, _END, _MARK_ATTRS, _CONTAINER_TAG, _ID, _CONTAINER_ATTRS

cpdef str fold_space(str text)

@cython.final
@cython.freelist(256)
@cython.no_gc
cdef class Written:
    cdef str _raw
    cdef tuple _found
    cdef tuple _read(self)

@cython.locals(given=Attributes, found=list, is_plain=bint, name=str)
cpdef tuple mark_attrs(str raw)

@cython.locals(made=Written)
cpdef Written written(str raw)

cpdef make_mark(str tag, Py_ssize_t start, Py_ssize_t end, object attrs)

cpdef list cut_marks(list marks, Py_ssize_t length)

cpdef make_container(str tag, Py_ssize_t number, tuple attrs)
