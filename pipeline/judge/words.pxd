# C types for words.py where it is compiled; see hatch_build.py
cimport cython

from .needles cimport Needles

cdef Py_ssize_t _HEAD, _TAIL, _NEAREST, _MOST
cdef dict _CLASS_WORDS

@cython.locals(known=dict, bits=list, starts=list, end=Py_ssize_t, at=Py_ssize_t, row=Py_ssize_t, word=str, within=Py_ssize_t,
    length=Py_ssize_t)
cpdef list text_bits(object joined, list lengths)

cdef class Classes:
    cdef public str plain
    cdef public long long everywhere, near

@cython.locals(parts=list, start=Py_ssize_t, at=Py_ssize_t, char=Py_UCS4)
cdef str _without_digits(str text)

@cython.locals(found=object)
cdef long long _class_word(str word) except -1

@cython.locals(known=dict, bits="long long", end=Py_ssize_t, at=Py_ssize_t, part=str)
cdef long long _look_at(str word) except -1
