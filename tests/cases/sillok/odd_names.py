"""A folder as a careless or spiteful person delivers it: odd_names.py FOLDER N PAPER. N files under names in three scripts and names made to trip programs, few different
contents among them, with links, pipes, sockets and empty folders between. Prints how many different contents there are."""
import os, random, socket, sys

folder, n, paper = sys.argv[1], int(sys.argv[2]), open(sys.argv[3], 'rb').read()
draw = random.Random(11)
words = ['서울', '베이징', '도시외교', '北京', '城市', '論文', 'Seoul', 'city paper', 'Ωmega', 'é', '😀', 'a' * 180]
traps = ['-rf', '--help', '-C', '@doc', '$(touch owned)', '`touch owned`', '; touch owned', '| touch owned', '"quoted"', "it's", 'new\nline', 'tab\tbed', 'back\\slash', '%s%n%d',
         '..hidden-dots', '~', '*', '?', '[a-z]', 'con', '\u202egpj.exe', 'nfd-e\u0301', '{"target":"x"}', 'a,b', 'sillok.ini', 'source.json', '.sil-1-x', '.hidden', 'ends.']
contents = [paper, b'', b'%PDF-1.4\nbroken', b'\x89PNG\r\n\x1a\nbroken', b'II*\0\x08\0\0\0broken', b'\xff\xd8\xff\xe0broken', b'GIF89a', b'PK\3\4', bytes(range(256)) * 9, b'<alto/>',
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><alto><Layout>&b;</Layout></alto>', b'\0' * 5000]
used = set()
os.makedirs(folder)
here = folder.encode()
for i in range(n):
    if i < len(traps):
        name = traps[i].encode()
    elif i % 97 == 0:
        name = b'bytes-\xff\xfe\xc3(-%d.txt' % i
    else:
        name = ('%s %05d%s' % (draw.choice(words), i, draw.choice(['.pdf', '.PDF', '.tif', '.txt', '', '.jpg']))).encode()
    sub = os.path.join(here, ('층 %d' % (i % 7)).encode()) if i % 3 == 0 else here
    os.makedirs(sub, exist_ok=True)
    k = 0 if i == 40 else draw.randrange(len(contents))
    if not name.startswith(b'.'):
        used.add(k)
    with open(os.path.join(sub, name), 'wb') as f:
        f.write(contents[k])
os.symlink('/etc/passwd', here + b'/link-to-passwd.txt')
os.symlink('/dev/zero', here + b'/link-to-zero')
os.symlink('.', here + b'/loop')
os.symlink('nowhere', here + b'/dangling.pdf')
os.link(os.path.join(here, b'--help') if os.path.exists(os.path.join(here, b'--help')) else sys.argv[3], here + b'/hard link.txt')
os.mkfifo(here + b'/pipe.pdf')
os.makedirs(here + b'/empty')
s = socket.socket(socket.AF_UNIX)
os.chdir(folder)
s.bind('socket.pdf')
os.chmod('socket.pdf', 0o777)
print(len(used))
