# C types for glances.py where it is compiled; see hatch_build.py
cimport cython

cdef int LATIN_END, MIN_LETTERS, ASIAN_PAIR, LATIN_TRIPLE, LATIN_PAIR, KANA, HANGUL, WIDE_PAIR
cdef int _LATIN, _MARK, _EURO, _HAN, _HANGUL, _FULL, _KANA, _ANY, _ASIAN, _FIRST_ASIAN

@cython.locals(char=Py_UCS4, code=int, letters=Py_ssize_t, asian=Py_ssize_t)
cpdef double mean_cost(str stretch) except *

@cython.locals(char=Py_UCS4)
cpdef bint has_letters(str text)

@cython.locals(char=Py_UCS4, number=Py_ssize_t)
cpdef Py_ssize_t foreign_count(str text)

@cython.locals(letters="const unsigned char[::1]", char=Py_UCS4, code=int, found=int, before=int, kind=int, is_first=bint, is_second=bint, is_letter=bint)
cpdef int neighbours(str stretch)

cdef int _class_of(int code)

cdef int _pair_of(int one, int two)

@cython.locals(byte="unsigned char", left=int)
cpdef bint may_be_utf8(bytes written)
