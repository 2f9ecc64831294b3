"""One folder per page: a presenter without Qt and the page that draws its state."""
