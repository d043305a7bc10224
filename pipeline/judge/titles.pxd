# C types for titles.py where it is compiled; see hatch_build.py
cimport cython

from .sheet cimport Sheet

cdef double _LEAST, _MEAN, _SHORTEST, _LATIN, _OF_BLOCK, _DIFFERENT
cdef tuple _SCRIPTED

@cython.freelist(64)
@cython.no_gc
cdef class Title:
    cdef public Py_ssize_t row
    cdef public str words, inner
    cdef public double length

@cython.locals(groups=dict, paths=set, link_chars=list, inner=list, row=Py_ssize_t, seat=Py_ssize_t, size=Py_ssize_t, key=tuple, found=Title)
cdef dict _titles(Sheet sheet, list keys)

@cython.locals(counts=list, chars=list, link_chars=list, row=Py_ssize_t, seat=Py_ssize_t, size=Py_ssize_t)
cdef set _paths(Sheet sheet, list keys)

@cython.locals(found=dict, titles=list, same=list, last=str, one=Title)
cdef dict _alike(object groups)

@cython.locals(text=str, whole=double, least=double, length=double, size=double, words=str, link=str, start=Py_ssize_t, end=Py_ssize_t)
cdef Title _title(object block, Py_ssize_t row, str inner)

@cython.locals(found=str, name=str)
cdef str _address(object attrs)

@cython.locals(letters=Py_ssize_t, latin=Py_ssize_t, char=Py_UCS4)
cpdef double length_of(str words) except -1

@cython.locals(length=double, one=Title)
cdef bint _are_titles(list group) except -1
