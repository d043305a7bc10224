"""Numbers and characters that several modules compare characters with; each that is compiled keeps them as its own C constants."""

FIRST_HAN, LAST_HAN = "一", "鿿"
"""nearly all characters of a page are of these, which are letters, have no case and are no digits: no need to ask"""
LAST_SIGN = "/"
"""the last character before the digits: none up to it is a letter or a digit, as need not be asked either"""
MASK = 0xFFFF
"""A table that says of characters or pairs whether they are known has a bit for each number of 16 bits, 8 KB in all, so that it
stays at hand; a few share one by chance."""
FACTOR = 1_031
"""spreads characters over a table: the 2,000 words of spam fill 1 in 50 places"""
