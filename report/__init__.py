"""The pages that people read: a folder of plain HTML, made from the published warehouse."""
