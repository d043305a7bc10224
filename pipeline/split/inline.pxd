# C types for inline.py where it is compiled; see hatch_build.py
cimport cpython as native
cimport cython
from .serialised cimport Attributes, find_sign, unescape

cdef dict _OF_MARKS

cpdef str fold_space(str text)

@cython.locals(tag=str, start=Py_ssize_t, end=Py_ssize_t, attrs=str, marks=list)
cpdef tuple marks_of(list raw, Py_ssize_t length)

@cython.locals(given=Attributes, found=list, is_plain=bint, name=str)
cdef tuple _mark_attrs(str attrs)

cpdef make_container(str tag, Py_ssize_t number, tuple attrs)
