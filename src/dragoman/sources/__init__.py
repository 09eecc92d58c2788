"""Where documents come from: text files, HTML pages, JSON Lines, folders of them, standard input.

found     what a source yields: documents, what was left out and why, notes
decode    bytes to text, with the limits on sizes
html      a page's main text and what its head says of it
jsonl     one document a line
folder    the files below a folder, in order
load      all of these behind one function
"""
