# C types for block_features.py where it is compiled; see hatch_build.py
cimport cython

from .arrays cimport log_count
from .columns cimport Table
from .looks cimport shown_bits
from .measures cimport Measure, Measures

cdef Py_ssize_t HAN, DIGIT, LETTER, COLON, _SHORT
cdef double _ALL_LINK

@cython.locals(cells="float[::1]", at=Py_ssize_t, block=Measure, length=double)
cpdef write_text(Table table, Measures page)
@cython.locals(block=Measure, chars=double, shown=Py_ssize_t, path=Py_ssize_t)
cpdef write_markup(Table table, Measures page)
@cython.locals(block=Measure, said=Py_ssize_t, named=Py_ssize_t, forum=Py_ssize_t, comment=Py_ssize_t, says_forum=Py_ssize_t,
    saying=Py_ssize_t, inside_forum=Py_ssize_t, inside_comment=Py_ssize_t)
cpdef write_words(Table table, Measures page)
@cython.locals(block=Measure, count=Py_ssize_t)
cpdef write_topics(Table table, Measures page)
