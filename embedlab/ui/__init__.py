"""The Streamlit room: everything that is drawn around a figure, so that a page only joins the parts."""
