# C types for body.py where it is compiled; see hatch_build.py
cimport cython

cdef class Element:
    cdef public str name
    cdef public dict attrs
    cdef public list contents

@cython.locals(made=Element)
cpdef Element make_element(str name)
cdef _add_leaves(body, list found)
@cython.locals(element=Element)
cpdef bint has_element(Element node, names) except -1
@cython.locals(element=Element)
cdef _add_elements(Element node, names, list found)
cpdef bint holds_text(Element node) except -1
@cython.locals(contents=list)
cpdef leaf_text(leaf)
@cython.locals(out=list)
cpdef list pieces(leaf)
@cython.locals(is_leaf=bint, inside=list, copy=Element)
cdef Element _copied(Element node, dict edits, dict copies)
cdef list _changed_leaf(Element leaf, edits)
