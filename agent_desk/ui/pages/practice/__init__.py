"""Practice with scripted citizens: whom to practice with, who stands here, the score sheet."""
