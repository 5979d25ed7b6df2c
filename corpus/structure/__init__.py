"""The parts of an outline: lines, headings, enumerations, sentences, passages."""
