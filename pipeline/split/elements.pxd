# C types for elements.py where it is compiled; see hatch_build.py
cimport cython

cdef dict _ROLES, _KINDS

cdef class Element:
    cdef public str name, attrs, role
    cdef public Place place
    cdef public tuple kept

cdef class Place:
    cdef public str path, cues, kind
    cdef public Py_ssize_t depth, level, lists
    cdef public bint hidden, has_table
    cdef public dict inner, places
    cpdef Place copied(self, str path, Py_ssize_t depth)

cdef class Places:
    cdef public Py_ssize_t max_depth
    cdef public bint limited
    cpdef str role(self, Place outer, str name)
    @cython.locals(name=str, attrs=str, role=str, own=str, hides=bint, place=Place, made=Place, element=Element)
    cpdef Element learn(self, Place outer, str tag)
    @cython.locals(lists=Py_ssize_t, depth=Py_ssize_t, made=Place)
    cdef Place _inside(self, Place outer, str name)
