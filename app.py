"""Home: what an embedding is, the map of the taxonomy, and how the field came here.

The server imports this file once, when it starts, and runs it for each visit to the first page.
"""

import streamlit as st

from embedlab.ui.front_door import front_door
from embedlab.ui.warm_up import warmed_up

if __name__ == "__main__":
    from embedlab.lessons.home.lesson import LESSON  # here, since a server must answer before this is read
    from embedlab.ui.lesson_page import run_page

    run_page(LESSON)
else:
    app = st.App(__file__, lifespan=warmed_up, middleware=front_door())
