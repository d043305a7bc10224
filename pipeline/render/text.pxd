# C types for text.py where it is compiled; see hatch_build.py
cimport cython

from ..body cimport Element, leaf_text

@cython.locals(markers=list, node=Element, name=str, text=str, code=str, cells=list)
cdef _add(Element parent, str mark, list lines)
cdef list _markers(Element box)
cdef str _cell(Element cell)
