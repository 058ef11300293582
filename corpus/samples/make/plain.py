"""The plain-text sample: no typesetting, a block a line, the page's number last, a form feed between pages."""
from typeset import Block, Line, Page


def flow(paper):
    pages = [Page(1)]
    for b in paper.blocks:
        if b == "page":
            pages.append(Page(len(pages) + 1))
            continue
        put(pages[-1].body, pages[-1], b, len(paper.blocks_placed))
        paper.blocks_placed.append(b)
    for pg in pages:
        for text, *_ in paper.footer(pg.number):
            b = Block("page-number", text)
            put(pg.foot, pg, b, 10000)
            paper.blocks_placed.append(b)
    paper.pages = pages


def put(bucket, page, block, order):
    n = len(block.rich.plain)
    bucket.append(Line(block, block.rich.clean(), [], 0, n))
    block.where.append((0, n, page.number))
    block.order = order
