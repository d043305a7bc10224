# C types for address.py where it is compiled; see hatch_build.py
cimport cython

from ..body cimport Element

cpdef bint is_refused(str address) except -1
@cython.locals(found=bint, char=Py_UCS4)
cdef bint _is_unfit(str address)
@cython.locals(address=str, title=str)
cpdef str destination(Element node, str key)
