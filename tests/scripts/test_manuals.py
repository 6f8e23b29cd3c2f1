"""Manuals read into plain blocks: prose without markup, code as it stands, headings apart."""

from scripts.training.manuals import html_sections, pod_sections, rst_sections

POD = """=head1 NAME

=head2 Why is C<int()> broken?

Your C<int()> is I<working>, see L<perlop/"Floating-point
Arithmetic"> or L<the L<book>|http://x.y/z>.

    print int(0.6/0.2-2);

    my %h = ( a => 1 );

=over 4

=item * One C<< $a <=> $b >>

=back

=for later
hidden

=begin html

<p>hidden</p>

=end html

The E<lt>end>.

=head2 Next?
"""

RST = """Title
=====

.. contents::

Why does :func:`~os.open` *fail*?
---------------------------------

.. index:: single: open

It is ``slow``; see :pep:`8`, `the wiki
<https://x.y>`_ and :ref:`that page <faq-x>`::

   f = open("x")

      g(*f)

.. note::

   Mind the gap.

.. image:: x.png

* one `item`_

>>> 1 + 1
2

Next?
-----
"""

HTML = """<div class="toc"><p>hidden</p></div><h2 class="title"><a id="a"></a>6.2. What is&nbsp;it?</h2>
<p>A <em>thing</em>
of use.</p><pre class="screen">ls  -l
rm x</pre><ul><li><p>one</p></li></ul><h2 class="title">6.3. Next?</h2><p>two</p>
<div class="navfooter"><p>Up</p></div>"""


def test_pod_loses_its_markup_and_the_headings_that_links_point_at_and_keeps_code() -> None:
    name, broken, later = pod_sections(POD)[1:]
    assert (name.heading, name.text, later.heading) == ("NAME", "", "Next?")
    assert broken.heading == "Why is int() broken?"
    assert broken.blocks == [
        "Your int() is working, see perlop or the book.",
        "print int(0.6/0.2-2);\n\nmy %h = ( a => 1 );",
        "* One $a <=> $b",
        "The <end>.",
    ]


def test_rst_loses_roles_links_and_directives_that_show_nothing_and_keeps_code() -> None:
    _, title, why, later = rst_sections(RST)
    assert (title.heading, title.text, later.heading) == ("Title", "", "Next?")
    assert why.heading == "Why does os.open fail?"
    assert why.blocks == [
        "It is slow; see PEP 8, the wiki and that page:",
        'f = open("x")\n\n   g(*f)',
        "Mind the gap.",
        "one item",
        ">>> 1 + 1\n2",
    ]


def test_html_begins_a_section_at_each_heading_of_level_2_and_ends_it_before_the_foot_of_the_page() -> None:
    first, second, foot = html_sections(HTML)
    assert (first.heading, first.blocks) == ("What is it?", ["A thing of use.", "ls  -l\nrm x", "one"])
    assert (second.heading, second.text, foot.heading) == ("Next?", "two", "")
