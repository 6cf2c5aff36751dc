"""The app. Nothing outside this folder is Textual."""
