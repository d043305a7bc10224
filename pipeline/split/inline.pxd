# C types for inline.py where it is compiled; see hatch_build.py
cimport cpython as native
cimport cython
from .serialised cimport Attributes, find_sign, unescape

cdef dict _OF_MARKS

cpdef str fold_space(str text)

@cython.final
@cython.freelist(256)
cdef class Written:
    cdef str _raw

@cython.locals(given=Attributes, found=list, is_plain=bint, name=str)
cpdef tuple mark_attrs(str raw)

cpdef make_mark(str tag, Py_ssize_t start, Py_ssize_t end, object attrs)

cpdef list cut_marks(list marks, Py_ssize_t length)

cpdef make_container(str tag, Py_ssize_t number, tuple attrs)
