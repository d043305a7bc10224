# C types for markdown.py where it is compiled; see hatch_build.py
cimport cython

from ..body cimport Element, leaf_text
from .inline cimport inline

@cython.locals(out=list, last=str, alternate=bint, node=Element, name=str, lines=list)
cdef list _blocks(Element parent)
cdef list _block(Element node, str name, bint alternate)
@cython.locals(text=str)
cdef list _leaf(Element node, str name)
@cython.locals(text=str)
cdef list _text_lines(Element node)
cdef list _nested(Element node)
@cython.locals(items=list, loose=bint, is_numbered=bint, number=Py_ssize_t, mark=str, out=list, lines=list, pad=str)
cdef list _list(Element node, bint alternate)
@cython.locals(blocks=list, gap=list)
cdef list _item(Element item, bint loose)
