# C types for head.py where it is compiled; see hatch_build.py
cimport cython

from .serialised cimport attributes, unescape

cdef tuple _NAMES
cdef Py_ssize_t _MAX_METAS

cdef class HeadReader:
    cdef public str title, lang, canonical, base
    cdef public list metas
    cdef public dict times
    @cython.locals(given=dict)
    cpdef see(self, str tag, str attrs, str text)
    cpdef head(self, tuple jsonld)
    cdef _time(self, str attrs)
    @cython.locals(content=str, said=str)
    cdef _meta(self, dict given)
