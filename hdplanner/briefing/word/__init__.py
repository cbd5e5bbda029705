"""The same pack for Word: an editable .docx of the very content that the PDF is made of."""
