"""What `kg cite` does to a file that a person wrote: anchors become spans, names become final, the file is sorted."""
