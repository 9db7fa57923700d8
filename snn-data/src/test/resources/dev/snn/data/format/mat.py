# Writes plain.mat and img.mat beside it (SciPy 1.10).
import numpy as np, scipy.io as sio, sys
rng=np.random.default_rng(0)
X=(np.arange(24).reshape(6,4)*1.5-3); y=np.array([[1],[2],[1],[2],[1],[2]])
sio.savemat('plain.mat',{'X':X,'y':y,'s':'text','c':np.array([1,'a'],dtype=object)})
img=rng.integers(0,256,(3,5,2,6)).astype(np.uint8)
sio.savemat('img.mat',{'X':img,'y':y.astype(np.uint8).T},do_compression=True)

